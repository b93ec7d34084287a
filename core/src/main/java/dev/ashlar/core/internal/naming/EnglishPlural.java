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
package dev.ashlar.core.internal.naming;

import java.util.Map;
import java.util.Set;

/**
 * The English plural of a name in snake_case.
 *
 * <p>The last word is inflected: {@code purchase_order} becomes {@code purchase_orders}, {@code sales_person} becomes
 * {@code sales_people}. Words without a plural ({@code user_data}) and words that are plural already ({@code settings})
 * stay. {@code index} becomes {@code indexes}, as people who write SQL say it.
 */
public final class EnglishPlural {

    private static final Set<String> UNCOUNTABLE = Set.of(
            "advice",
            "aircraft",
            "chassis",
            "data",
            "deer",
            "equipment",
            "evidence",
            "feedback",
            "fish",
            "furniture",
            "hardware",
            "headquarters",
            "information",
            "knowledge",
            "luggage",
            "means",
            "metadata",
            "money",
            "music",
            "news",
            "offspring",
            "police",
            "research",
            "series",
            "sheep",
            "software",
            "species",
            "staff",
            "traffic",
            "weather");

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("alias", "aliases"),
            Map.entry("alumnus", "alumni"),
            Map.entry("appendix", "appendices"),
            Map.entry("atlas", "atlases"),
            Map.entry("axis", "axes"),
            Map.entry("bacterium", "bacteria"),
            Map.entry("bias", "biases"),
            Map.entry("canvas", "canvases"),
            Map.entry("corpus", "corpora"),
            Map.entry("criterion", "criteria"),
            Map.entry("curriculum", "curricula"),
            Map.entry("datum", "data"),
            Map.entry("echo", "echoes"),
            Map.entry("embargo", "embargoes"),
            Map.entry("epoch", "epochs"),
            Map.entry("foot", "feet"),
            Map.entry("gas", "gases"),
            Map.entry("genus", "genera"),
            Map.entry("goose", "geese"),
            Map.entry("hero", "heroes"),
            Map.entry("iris", "irises"),
            Map.entry("lens", "lenses"),
            Map.entry("matrix", "matrices"),
            Map.entry("medium", "media"),
            Map.entry("monarch", "monarchs"),
            Map.entry("mouse", "mice"),
            Map.entry("nucleus", "nuclei"),
            Map.entry("ox", "oxen"),
            Map.entry("phenomenon", "phenomena"),
            Map.entry("potato", "potatoes"),
            Map.entry("quiz", "quizzes"),
            Map.entry("stimulus", "stimuli"),
            Map.entry("stomach", "stomachs"),
            Map.entry("tech", "techs"),
            Map.entry("tomato", "tomatoes"),
            Map.entry("tooth", "teeth"),
            Map.entry("torpedo", "torpedoes"),
            Map.entry("vertex", "vertices"),
            Map.entry("veto", "vetoes"));

    /** Plurals that the rules would take for singulars. */
    private static final Set<String> PLURAL = Set.of(
            "alumni",
            "apis",
            "bacteria",
            "children",
            "corpora",
            "cpus",
            "criteria",
            "curricula",
            "emojis",
            "feet",
            "geese",
            "genera",
            "gpus",
            "gurus",
            "kpis",
            "media",
            "men",
            "menus",
            "mice",
            "nuclei",
            "oxen",
            "people",
            "phenomena",
            "skis",
            "skus",
            "stimuli",
            "taxis",
            "teeth",
            "uris",
            "wikis",
            "women");

    /** Words that end in {@code man} without being about a man. */
    private static final Set<String> NO_MAN =
            Set.of("caiman", "german", "human", "ottoman", "roman", "shaman", "talisman");

    private static final Set<String> VES = Set.of(
            "calf", "elf", "half", "knife", "leaf", "life", "loaf", "scarf", "self", "sheaf", "shelf", "thief", "wife",
            "wolf");

    private EnglishPlural() {}

    /** The plural of the last word, after the words before it. */
    public static String of(String name) {
        int last = name.lastIndexOf('_') + 1;
        return name.substring(0, last) + word(name.substring(last));
    }

    private static String word(String word) {
        if (word.isEmpty() || UNCOUNTABLE.contains(word) || PLURAL.contains(word)) {
            return word;
        }
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (endsWithAny(word, "people", "children", "women")) {
            return word;
        }
        if (word.endsWith("person")) {
            return cut(word, 6) + "people";
        }
        if (word.endsWith("child")) {
            return word + "ren";
        }
        if (word.endsWith("man") && !NO_MAN.contains(word)) {
            return cut(word, 2) + "en";
        }
        return regular(word);
    }

    private static String regular(String word) {
        if (word.endsWith("sis")) {
            return cut(word, 2) + "es";
        }
        if (endsWithAny(word, "ss", "us", "is", "x", "z", "ch", "sh")) {
            return word + "es";
        }
        if (word.endsWith("s")) {
            return word;
        }
        boolean vowelBefore = endsWithAny(word, "ay", "ey", "iy", "oy", "uy") && !word.endsWith("quy");
        if (word.endsWith("y") && !vowelBefore) {
            return cut(word, 1) + "ies";
        }
        if (VES.stream().anyMatch(word::endsWith)) {
            return cut(word, word.endsWith("fe") ? 2 : 1) + "ves";
        }
        return word + "s";
    }

    private static boolean endsWithAny(String word, String... endings) {
        for (String ending : endings) {
            if (word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
