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
package dev.ashlar.pagination.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes: a tag, then the value with all its digits. A closed set of types; no class name is written, and none is read.
 *
 * <p>The tags are part of every token that is out there: a new type gets a new one, and none changes its meaning.
 */
public final class WireValues {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int BYTE = 3;
    private static final int SHORT = 4;
    private static final int INT = 5;
    private static final int LONG = 6;
    private static final int BIG_INTEGER = 7;
    private static final int DECIMAL = 8;
    private static final int CHAR = 9;
    private static final int TEXT = 10;
    private static final int UUID_VALUE = 11;
    private static final int INSTANT = 12;
    private static final int LOCAL_DATE = 13;
    private static final int LOCAL_TIME = 14;
    private static final int LOCAL_DATE_TIME = 15;
    private static final int OFFSET_DATE_TIME = 16;
    private static final int OFFSET_TIME = 17;
    private static final int ZONED_DATE_TIME = 18;
    private static final int YEAR = 19;
    private static final int DURATION = 20;

    private WireValues() {}

    /** Whether {@link #write} takes it. */
    public static boolean isWritable(@Nullable Object value) {
        return value == null
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || value instanceof Character
                || value instanceof String
                || value instanceof UUID
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime
                || value instanceof OffsetTime
                || value instanceof ZonedDateTime
                || value instanceof Year
                || value instanceof Duration;
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is of no known type
     */
    public static void write(@Nullable Object value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean b) {
            out.writeByte(b ? TRUE : FALSE);
        } else if (value instanceof Number number) {
            writeNumber(number, out);
        } else if (value instanceof Character c) {
            out.writeByte(CHAR);
            out.writeChar(c);
        } else if (value instanceof String text) {
            out.writeByte(TEXT);
            writeText(text, out);
        } else if (value instanceof UUID uuid) {
            out.writeByte(UUID_VALUE);
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            writeTime(value, out);
        }
    }

    private static void writeNumber(Number value, DataOutput out) throws IOException {
        if (value instanceof Byte b) {
            out.writeByte(BYTE);
            out.writeByte(b);
        } else if (value instanceof Short s) {
            out.writeByte(SHORT);
            out.writeShort(s);
        } else if (value instanceof Integer i) {
            out.writeByte(INT);
            out.writeInt(i);
        } else if (value instanceof Long l) {
            out.writeByte(LONG);
            out.writeLong(l);
        } else if (value instanceof BigInteger integer) {
            out.writeByte(BIG_INTEGER);
            writeBytes(integer.toByteArray(), out);
        } else if (value instanceof BigDecimal decimal) {
            out.writeByte(DECIMAL);
            out.writeInt(decimal.scale());
            writeBytes(decimal.unscaledValue().toByteArray(), out);
        } else {
            throw unknown(value);
        }
    }

    private static void writeTime(Object value, DataOutput out) throws IOException {
        if (value instanceof Instant instant) {
            out.writeByte(INSTANT);
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
        } else if (value instanceof LocalDate date) {
            out.writeByte(LOCAL_DATE);
            out.writeLong(date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            out.writeByte(LOCAL_TIME);
            out.writeLong(time.toNanoOfDay());
        } else if (value instanceof LocalDateTime time) {
            out.writeByte(LOCAL_DATE_TIME);
            writeLocal(time, out);
        } else if (value instanceof OffsetDateTime time) {
            out.writeByte(OFFSET_DATE_TIME);
            writeLocal(time.toLocalDateTime(), out);
            out.writeInt(time.getOffset().getTotalSeconds());
        } else if (value instanceof OffsetTime time) {
            out.writeByte(OFFSET_TIME);
            out.writeLong(time.toLocalTime().toNanoOfDay());
            out.writeInt(time.getOffset().getTotalSeconds());
        } else if (value instanceof ZonedDateTime time) {
            out.writeByte(ZONED_DATE_TIME);
            writeLocal(time.toLocalDateTime(), out);
            out.writeInt(time.getOffset().getTotalSeconds());
            writeText(time.getZone().getId(), out);
        } else if (value instanceof Year year) {
            out.writeByte(YEAR);
            out.writeInt(year.getValue());
        } else if (value instanceof Duration duration) {
            out.writeByte(DURATION);
            out.writeLong(duration.getSeconds());
            out.writeInt(duration.getNano());
        } else {
            throw unknown(value);
        }
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException("No value of a cursor: " + value.getClass());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is nothing that {@link #write} writes
     */
    public static @Nullable Object read(DataInput in) throws IOException {
        int tag = in.readUnsignedByte();
        try {
            return switch (tag) {
                case NULL -> null;
                case FALSE -> false;
                case TRUE -> true;
                case BYTE -> in.readByte();
                case SHORT -> in.readShort();
                case INT -> in.readInt();
                case LONG -> in.readLong();
                case BIG_INTEGER -> new BigInteger(readBytes(in));
                case DECIMAL -> readDecimal(in);
                case CHAR -> in.readChar();
                case TEXT -> readText(in);
                case UUID_VALUE -> new UUID(in.readLong(), in.readLong());
                case INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
                case LOCAL_DATE -> LocalDate.ofEpochDay(in.readLong());
                case LOCAL_TIME -> LocalTime.ofNanoOfDay(in.readLong());
                case LOCAL_DATE_TIME -> readLocal(in);
                case OFFSET_DATE_TIME -> OffsetDateTime.of(readLocal(in), readOffset(in));
                case OFFSET_TIME -> OffsetTime.of(LocalTime.ofNanoOfDay(in.readLong()), readOffset(in));
                case ZONED_DATE_TIME -> ZonedDateTime.ofStrict(readLocal(in), readOffset(in), ZoneId.of(readText(in)));
                case YEAR -> Year.of(in.readInt());
                case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
                default -> throw new IOException("unknown tag " + tag);
            };
        } catch (RuntimeException e) {
            throw new IOException("no value of tag " + tag, e);
        }
    }

    private static BigDecimal readDecimal(DataInput in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static LocalDateTime readLocal(DataInput in) throws IOException {
        LocalDate date = LocalDate.ofEpochDay(in.readLong());
        return LocalDateTime.of(date, LocalTime.ofNanoOfDay(in.readLong()));
    }

    private static ZoneOffset readOffset(DataInput in) throws IOException {
        return ZoneOffset.ofTotalSeconds(in.readInt());
    }

    private static String readText(DataInput in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }

    private static void writeLocal(LocalDateTime time, DataOutput out) throws IOException {
        out.writeLong(time.toLocalDate().toEpochDay());
        out.writeLong(time.toLocalTime().toNanoOfDay());
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        // Strictly: half a surrogate pair would be read as a question mark.
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] written = new byte[bytes.remaining()];
        bytes.get(written);
        writeBytes(written, out);
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        if (bytes.length > 0xffff) {
            throw new IOException("a value of " + bytes.length + " bytes");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
