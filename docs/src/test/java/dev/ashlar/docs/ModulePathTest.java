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
package dev.ashlar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module of its own: compiled and run on the module path, apart from the tests' class path. */
class ModulePathTest {

    /** What the applications and our modules require; the rest is on the class path, which Hibernate's automatic module reads. */
    private static final List<String> MODULES = List.of(
            "ashlar-core",
            "core" + File.separator + "target",
            "ashlar-softdelete",
            "softdelete" + File.separator + "target",
            "ashlar-audit",
            "audit" + File.separator + "target",
            "jackson-core",
            "hibernate-core",
            "jakarta.persistence",
            "jspecify",
            "slf4j-api");

    @TempDir
    private Path folder;

    @Test
    void aModuleThatRequiresCoreStampsItsRows() throws Exception {
        assertThat(runs("dev.ashlar.core", """
                package consumer;

                import dev.ashlar.core.LongEntity;
                import dev.ashlar.core.transaction.Transactions;
                import jakarta.persistence.Entity;
                import jakarta.persistence.PersistenceConfiguration;

                public class Main {
                    @Entity(name = "Stone")
                    public static class Stone extends LongEntity {}

                    public static void main(String[] arguments) {
                        try (var factory = new PersistenceConfiguration("consumer")
                                .managedClass(Stone.class)
                                .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:consumer")
                                .property("jakarta.persistence.schema-generation.database.action", "create")
                                .createEntityManagerFactory()) {
                            Stone stone = new Stone();
                            Transactions transactions = Transactions.of(factory);
                            transactions.run(em -> transactions.nested(em).run(inner -> inner.persist(stone)));
                            System.out.println(Main.class.getModule().getName() + " " + (stone.getCreatedAt() != null));
                        }
                    }
                }
                """)).contains("consumer true");
    }

    @Test
    void aModuleThatRequiresSoftDeleteMarksItsRows() throws Exception {
        assertThat(runs("dev.ashlar.softdelete", """
                package consumer;

                import dev.ashlar.core.LongEntity;
                import dev.ashlar.softdelete.Deletion;
                import dev.ashlar.softdelete.SoftDeletable;
                import dev.ashlar.softdelete.SoftDeletes;
                import jakarta.persistence.Entity;
                import jakarta.persistence.PersistenceConfiguration;

                public class Main {
                    @Entity(name = "Stone")
                    @SoftDeletable
                    public static class Stone extends LongEntity {
                        private Deletion deletion;
                    }

                    public static void main(String[] arguments) {
                        try (var factory = new PersistenceConfiguration("consumer")
                                .managedClass(Stone.class)
                                .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:consumer")
                                .property("jakarta.persistence.schema-generation.database.action", "create")
                                .createEntityManagerFactory()) {
                            Stone stone = new Stone();
                            factory.runInTransaction(em -> em.persist(stone));
                            factory.runInTransaction(em -> em.remove(em.find(Stone.class, stone.getId())));
                            factory.runInTransaction(em -> System.out.println(em.find(Stone.class, stone.getId()) + " "
                                    + SoftDeletes.in(em).withDeleted(() -> em.find(Stone.class, stone.getId()).deletion != null)));
                        }
                    }
                }
                """)).contains("null true");
    }

    @Test
    void aModuleThatRequiresAuditHasAHistory() throws Exception {
        assertThat(runs("dev.ashlar.audit", """
                package consumer;

                import dev.ashlar.audit.AuditLogged;
                import dev.ashlar.audit.AuditTrail;
                import dev.ashlar.core.LongEntity;
                import jakarta.persistence.Entity;
                import jakarta.persistence.PersistenceConfiguration;

                public class Main {
                    @Entity(name = "Stone")
                    @AuditLogged
                    public static class Stone extends LongEntity {
                        private String name = "granite";
                    }

                    public static void main(String[] arguments) {
                        try (var factory = new PersistenceConfiguration("consumer")
                                .managedClass(Stone.class)
                                .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:consumer")
                                .property("jakarta.persistence.schema-generation.database.action", "create")
                                .createEntityManagerFactory()) {
                            Stone stone = new Stone();
                            factory.runInTransaction(em -> em.persist(stone));
                            factory.runInTransaction(em -> System.out.println(AuditTrail.in(em)
                                    .of(Stone.class, stone.getId())
                                    .changes()
                                    .get(0)
                                    .newValues()
                                    .get("name")));
                        }
                    }
                }
                """)).contains("granite");
    }

    /** What an application prints that requires one of our modules. */
    private String runs(String module, String main) throws Exception {
        Path source = folder.resolve("src");
        write(source.resolve("module-info.java"), """
                module consumer {
                    requires %s;
                    requires java.naming;
                    requires java.sql;
                    opens consumer to org.hibernate.orm.core;
                }
                """.formatted(module));
        write(source.resolve("consumer/Main.java"), main);
        Path classes = folder.resolve("classes");
        String modules = path(ModulePathTest::isModule);
        int compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        "-d",
                        classes.toString(),
                        "--module-path",
                        modules,
                        source.resolve("module-info.java").toString(),
                        source.resolve("consumer/Main.java").toString());
        assertThat(compiled).isZero();
        return run(modules + File.pathSeparator + classes);
    }

    private String run(String modules) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules,
                        "--class-path",
                        path(entry -> !isModule(entry)),
                        "-m",
                        "consumer/consumer.Main")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static boolean isModule(String entry) {
        return MODULES.stream().anyMatch(entry::contains);
    }

    private static String path(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
