/*
 * Copyright 2026 the Ashlar authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.ashlar.audit.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.junit.jupiter.api.Test;

/** Entities whose bytecode Hibernate has enhanced: for the tracking of changes, and for lazy attributes. */
class EnhancedTest {

    /** In a JVM of its own: Hibernate keeps something static of the classes that other tests map. */
    @Test
    void areStampedAndTouchedAsOthersAre() throws IOException, InterruptedException {
        Path output = Files.createTempFile("ashlar-enhanced-", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(output)).endsWith("proved");
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws ReflectiveOperationException {
            ClassLoader enhancing = new Enhancing();
            Thread.currentThread().setContextClassLoader(enhancing);
            enhancing
                    .loadClass(EnhancedProof.class.getName())
                    .getMethod("prove")
                    .invoke(null);
            System.out.println("proved");
            System.exit(0);
        }
    }

    private static final class Enhancing extends ClassLoader {

        private static final List<String> ENHANCED = List.of("EnhancedProof$Folio", "EnhancedProof$Leaf");

        private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                .getEnhancer(new DefaultEnhancementContext() {
                    @Override
                    public ClassLoader getLoadingClassLoader() {
                        return EnhancedTest.class.getClassLoader();
                    }

                    @Override
                    public boolean hasLazyLoadableAttributes(UnloadedClass type) {
                        return true;
                    }

                    @Override
                    public boolean isLazyLoadable(UnloadedField field) {
                        return true;
                    }
                });

        Enhancing() {
            super(EnhancedTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(EnhancedProof.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defined(name) : loaded;
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name); // Hibernate asks for what it has not generated yet
                }
                byte[] bytes = file.readAllBytes();
                byte[] enhanced = ENHANCED.contains(name.substring(name.lastIndexOf('.') + 1))
                        ? enhancer.enhance(name, bytes)
                        : bytes;
                return defineClass(name, enhanced, 0, enhanced.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
