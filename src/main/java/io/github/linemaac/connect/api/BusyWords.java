package io.github.linemaac.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a refusal says in words that another import is running. How MAAC refuses a second import
 * is not documented; 400 and 403 are possible, and mean something else by themselves (notes on
 * MAAC's API, second import while one runs). Pure.
 *
 * <p>So the sentences of a JSON answer are believed if they can mean nothing else: in one sentence
 * and close to each other, what runs and that it does, and nowhere a word of rights that are
 * missing.
 */
final class BusyWords {
  private static final Pattern WHAT = Pattern.compile("import|imports|importing|tasks?|jobs?");

  private static final Pattern RUNS =
      Pattern.compile(
          "already|another|still|concurrent|concurrently|concurrency|simultaneous|simultaneously"
              + "|running|ongoing|unfinished|in_progress");

  private static final Pattern REFUSAL =
      Pattern.compile(
          "permissions?|tokens?|credentials?|forbidden|denied|plans?|contracts?|subscriptions?"
              + "|licen[cs]es?|unauthori[sz]ed|authori[sz]ation|authentication|expired|disabled"
              + "|suspended|scopes?|roles?|privileges?|zones?|upgrade|billing|payment");

  private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?;]+(?:\\s|$)|[\\r\\n]+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9_]+");
  private static final int MAX_WORDS_APART = 6;

  private BusyWords() {}

  /** Whether the JSON of a refusal says so, in any of the shapes that MAAC has for an error. */
  static boolean areIn(final JsonNode body) {
    final List<List<String>> sentences = new ArrayList<>();
    add(body.isArray() ? body : body.path("detail"), sentences);
    add(body.path("message"), sentences);
    add(body.path("non_field_errors"), sentences);
    body.path("errors").forEach(error -> add(error.path("msg"), sentences));
    return sentences.stream().flatMap(List::stream).noneMatch(word -> is(REFUSAL, word))
        && sentences.stream().anyMatch(BusyWords::saysThatSomethingRuns);
  }

  /** A text, or a list of texts. */
  private static void add(final JsonNode node, final List<List<String>> sentences) {
    if (node.isTextual()) {
      END_OF_SENTENCE
          .splitAsStream(node.asText())
          .forEach(sentence -> sentences.add(words(sentence)));
    } else if (node.isArray()) {
      node.forEach(
          item -> {
            if (item.isTextual()) {
              add(item, sentences);
            }
          });
    }
  }

  private static List<String> words(final String sentence) {
    final String joined =
        sentence.toLowerCase(Locale.ROOT).replaceAll("\\bin[ -]progress\\b", "in_progress");
    return BETWEEN_WORDS.splitAsStream(joined).toList();
  }

  private static boolean saysThatSomethingRuns(final List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      final int from = Math.max(0, i - MAX_WORDS_APART);
      final int to = Math.min(words.size(), i + MAX_WORDS_APART + 1);
      if (is(WHAT, words.get(i))
          && words.subList(from, to).stream().anyMatch(word -> is(RUNS, word))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(final Pattern words, final String word) {
    return words.matcher(word).matches();
  }
}
