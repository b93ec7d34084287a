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
package dev.ashlar.core.harness;

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

/**
 * Runs a proof whose nested entities Hibernate has enhanced, for the tracking of changes and for lazy attributes, in a JVM of its own:
 * Hibernate keeps something static of the classes that other tests map.
 */
public final class EnhancedProcess {

    private static final String PROVED = "proved";

    private EnhancedProcess() {}

    /**
     * Runs {@code public static void prove()} of a class.
     *
     * @param entities simple names of the classes nested in it that are enhanced
     * @throws AssertionError if it fails, with what it printed
     */
    public static void prove(Class<?> proof, String... entities) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ashlar-enhanced-", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EnhancedProcess.class.getName(),
                        proof.getName(),
                        String.join(",", entities))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            List<String> printed = Files.readAllLines(output);
            if (!ended || printed.isEmpty() || !printed.get(printed.size() - 1).equals(PROVED)) {
                throw new AssertionError("A proof with enhanced entities fails: proof=" + proof.getName()
                        + " printed=\n" + String.join("\n", printed));
            }
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        ClassLoader enhancing = new Enhancing(arguments[0], List.of(arguments[1].split(",")));
        Thread.currentThread().setContextClassLoader(enhancing);
        enhancing.loadClass(arguments[0]).getMethod("prove").invoke(null);
        System.out.println(PROVED);
        System.exit(0);
    }

    private static final class Enhancing extends ClassLoader {

        private final String proof;
        private final List<String> entities;

        private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                .getEnhancer(new DefaultEnhancementContext() {
                    @Override
                    public ClassLoader getLoadingClassLoader() {
                        return EnhancedProcess.class.getClassLoader();
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

        Enhancing(String proof, List<String> entities) {
            super(EnhancedProcess.class.getClassLoader());
            this.proof = proof;
            this.entities = entities;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(proof)) {
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
                byte[] enhanced = entities.contains(name.substring(name.lastIndexOf('$') + 1))
                        ? enhancer.enhance(name, bytes)
                        : bytes;
                return defineClass(name, enhanced, 0, enhanced.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
