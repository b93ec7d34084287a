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
package dev.ashlar.testkit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;

/** A random entity class, written in Java and compiled in memory, so that a failure shows its source. */
final class GeneratedEntity {

    /**
     * Some attributes.
     *
     * @param source their declarations
     * @param check of the table, or empty
     * @param key a unique key of the table, or empty
     */
    record Part(String source, String check, List<String> key) {

        @Override
        public String toString() {
            return source + (check.isEmpty() ? "" : " // check " + check) + (key.isEmpty() ? "" : " // unique " + key);
        }
    }

    private static final List<String> SIMPLE = List.of(
            "Boolean",
            "boolean",
            "Color",
            "java.util.UUID",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "double",
            "Float",
            "Character",
            "java.util.Date",
            "byte[]",
            "Byte",
            "Short",
            "java.math.BigInteger",
            "java.time.Duration",
            "String[]");

    private GeneratedEntity() {}

    static List<Part> random(Random random) {
        List<Part> parts = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            parts.add(part(random, "a" + i));
        }
        return parts;
    }

    private static Part part(Random random, String name) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> text(random, name);
            case 2 -> number(random, name);
            case 3 -> decimal(random, name);
            case 4 -> range(random, name);
            case 5 -> reference(random, name);
            case 6 ->
                plain("@Embedded @AttributeOverride(name = \"width\", column = @Column(name = \"" + name
                        + "w\")) @AttributeOverride(name = \"label\", column = @Column(name = \"" + name
                        + "b\")) public Box " + name + ";");
            case 7 ->
                plain("@ElementCollection public java.util.List<" + (random.nextBoolean() ? "String" : "Color") + "> "
                        + name + " = new java.util.ArrayList<>();");
            case 8 -> key(random, name);
            case 9 -> arc(name);
            default -> simple(random, name);
        };
    }

    private static Part plain(String source) {
        return new Part(source, "", List.of());
    }

    private static Part simple(Random random, String name) {
        String type = SIMPLE.get(random.nextInt(SIMPLE.size()));
        String length = type.equals("byte[]") ? ", length = " + (2 + random.nextInt(20)) : "";
        String enumerated = type.equals("Color")
                ? "@Enumerated(EnumType." + (random.nextBoolean() ? "STRING" : "ORDINAL") + ") "
                : "";
        return new Part(
                enumerated + "@Column(nullable = "
                        + (type.equals("boolean") || type.equals("double") ? "false" : nullable(random)) + length
                        + ") public " + type + " " + name + ";",
                "",
                List.of());
    }

    private static Part text(Random random, String name) {
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(60);
        boolean unique = random.nextInt(3) == 0;
        String check = switch (random.nextInt(6)) {
            case 0 -> name + " <> 'a'";
            case 1 -> name + " = lower(" + name + ")";
            case 2 -> unique ? "" : "char_length(" + name + ") = " + length;
            case 3 -> unique ? "" : name + " in ('x', 'y')";
            default -> "";
        };
        return new Part(
                "@Column(nullable = " + nullable(random) + ", unique = " + unique + ", length = " + length
                        + ") public String " + name + ";",
                check,
                List.of());
    }

    private static Part number(Random random, String name) {
        String type = random.nextBoolean() ? "Integer" : "long";
        boolean unique = random.nextInt(3) == 0;
        int limit = random.nextInt(5_000) - 1_000;
        String check = switch (random.nextInt(5)) {
            case 0 -> name + " > " + limit;
            case 1 -> unique ? "" : name + " between " + limit + " and " + (limit + random.nextInt(5));
            case 2 -> "mod(" + name + ", 3) = 0";
            default -> "";
        };
        return new Part(
                "@Column(nullable = " + (type.equals("long") ? "false" : nullable(random)) + ", unique = " + unique
                        + ") public " + type + " " + name + ";",
                check,
                List.of());
    }

    private static Part decimal(Random random, String name) {
        int precision = 2 + random.nextInt(30);
        int scale = random.nextInt(Math.min(precision, 12) + 1);
        boolean unique = random.nextInt(3) == 0;
        return new Part(
                "@Column(nullable = " + nullable(random) + ", unique = " + unique + ", precision = " + precision
                        + ", scale = " + scale + ") public java.math.BigDecimal " + name + ";",
                precision > scale + 3 && random.nextBoolean() ? name + " >= " + random.nextInt(500) : "",
                List.of());
    }

    private static Part range(Random random, String name) {
        String type =
                List.of("java.time.LocalDate", "Integer", "java.time.Instant").get(random.nextInt(3));
        String column = "@Column(nullable = " + nullable(random) + ") public " + type + " " + name;
        return new Part(column + "f; " + column + "t;", name + "f < " + name + "t", List.of());
    }

    private static Part reference(Random random, String name) {
        String optional = "(optional = " + random.nextBoolean() + ")";
        return new Part(
                (random.nextBoolean() ? "@ManyToOne" : "@OneToOne") + optional + " public Target " + name + ";",
                "",
                List.of());
    }

    private static Part key(Random random, String name) {
        String second = random.nextBoolean() ? "@ManyToOne(optional = false) public Target " : "public boolean ";
        boolean reference = second.contains("Target");
        return new Part(
                "@Column(nullable = false, length = 2) public String " + name + "x; " + second + name + "y;",
                "",
                List.of(name + "x", reference ? name + "y_id" : name + "y"));
    }

    private static Part arc(String name) {
        return new Part(
                "@ManyToOne public Target " + name + "l; @Column(length = 9) public String " + name + "r;",
                "(" + name + "l_id is null) <> (" + name + "r is null)",
                List.of());
    }

    private static String nullable(Random random) {
        return Boolean.toString(random.nextInt(3) == 0);
    }

    static Class<?> compile(List<Part> parts) {
        String checks = parts.stream()
                .map(Part::check)
                .filter(check -> !check.isEmpty())
                .map(check -> "@CheckConstraint(constraint = \"" + check + "\")")
                .collect(Collectors.joining(", "));
        String keys = parts.stream()
                .map(Part::key)
                .filter(key -> !key.isEmpty())
                .map(key -> "@UniqueConstraint(columnNames = {\"" + String.join("\", \"", key) + "\"})")
                .collect(Collectors.joining(", "));
        String source =
                """
                import jakarta.persistence.*;
                import dev.ashlar.testkit.fixture.Generated.*;
                @Entity @Table(name = "subject", check = {%s}, uniqueConstraints = {%s})
                public class Subject {
                    @Id @GeneratedValue public Long id;
                    %s
                }
                """.formatted(checks, keys, parts.stream().map(Part::source).collect(Collectors.joining("\n    ")));
        // Every other one as the build of an application enhances it.
        return load(source, parts.size() % 2 == 1);
    }

    private static byte[] enhanced(byte[] bytes) {
        return new BytecodeProviderImpl()
                .getEnhancer(new DefaultEnhancementContext())
                .enhance("Subject", bytes);
    }

    private static Class<?> load(String source, boolean enhance) {
        try {
            Path folder = Files.createTempDirectory("generated");
            try {
                Path file = Files.writeString(folder.resolve("Subject.java"), source);
                StringWriter messages = new StringWriter();
                PrintWriter printer = new PrintWriter(messages);
                int failed = ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                printer,
                                printer,
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                file.toString());
                if (failed != 0) {
                    throw new IllegalStateException(messages + "\n" + source);
                }
                byte[] compiled = Files.readAllBytes(folder.resolve("Subject.class"));
                byte[] bytes = enhance ? enhanced(compiled) : compiled;
                return new ClassLoader(GeneratedEntity.class.getClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        if (!name.equals("Subject")) {
                            throw new ClassNotFoundException(name);
                        }
                        return defineClass(name, bytes, 0, bytes.length);
                    }
                }.loadClass("Subject");
            } finally {
                for (String name : List.of("Subject.java", "Subject.class")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
