package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.connect.model.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any paths and any record. */
class PathTreeProperties {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_DEPTH = 3;

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void aStreamOfJsonIsTheTreeThatItStandsFor(
      @ForAll("paths") final List<List<FieldPath>> paths,
      @ForAll("objects") final Map<String, Object> value)
      throws JsonProcessingException {
    final String json = JSON.writeValueAsString(value);
    final List<String> ofTree = found(paths, value);

    assertThat(found(paths, json)).isEqualTo(ofTree);
    assertThat(found(paths, Mapping.utf8(json))).isEqualTo(ofTree);
    assertThat(found(paths, JSON.writeValueAsString(json))).isEqualTo(ofTree);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void oneWalkFindsWhatAWalkForEachPathFinds(
      @ForAll("paths") final List<List<FieldPath>> paths,
      @ForAll("objects") final Map<String, Object> value) {
    assertThat(found(paths, value))
        .isEqualTo(paths.stream().map(field -> found(List.of(field), value).get(0)).toList());
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void ofSeveralPathsItIsTheFirstThatFindsAnything(
      @ForAll("paths") final List<List<FieldPath>> paths,
      @ForAll("objects") final Map<String, Object> value) {
    for (final List<FieldPath> field : paths) {
      final List<String> each =
          field.stream().map(path -> found(List.of(List.of(path)), value).get(0)).toList();
      final String expected =
          each.stream()
              .filter(one -> one.startsWith("value "))
              .findFirst()
              .orElse(
                  each.stream()
                      .filter(one -> one.startsWith("rule "))
                      .findFirst()
                      .orElse("nothing"));

      assertThat(found(List.of(field), value)).containsExactly(expected);
    }
  }

  /** For each field the value that was found, the rule that was broken, or nothing. */
  private static List<String> found(final List<List<FieldPath>> paths, final Object value) {
    try {
      final Found found = new PathTree(paths).read(Mapping.record(null, value));
      return IntStream.range(0, paths.size()).mapToObj(field -> told(found, field)).toList();
    } catch (final InvalidValue e) {
      throw new AssertionError("a record is one", e);
    }
  }

  private static String told(final Found found, final int field) {
    try {
      return found.first(field, located -> "value " + located.value(), "nothing");
    } catch (final InvalidValue e) {
      return "rule " + e.rule();
    }
  }

  @Provide
  Arbitrary<List<List<FieldPath>>> paths() {
    return Arbitraries.of("a", "b", "0", "1")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(steps -> FieldPath.parse(String.join(".", steps)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return object(MAX_DEPTH);
  }

  private static Arbitrary<Map<String, Object>> object(final int depth) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "0", "c"), value(depth - 1)).ofMaxSize(4);
  }

  private static Arbitrary<Object> value(final int depth) {
    final Arbitrary<Object> scalars =
        Arbitraries.of("x", "", "null", 1, 2.5, true, "{bad", "[\"y\",{\"a\":\"z\"}]");
    if (depth == 0) {
      return scalars.injectNull(0.1);
    }
    return Arbitraries.frequencyOf(
        Tuple.of(2, scalars.injectNull(0.2)),
        Tuple.of(3, object(depth).map(map -> map)),
        Tuple.of(2, value(depth - 1).list().ofMaxSize(3).map(list -> list)),
        Tuple.of(1, object(depth).map(PathTreeProperties::json)));
  }

  private static Object json(final Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (final JsonProcessingException e) {
      throw new AssertionError("values of JSON are written as JSON", e);
    }
  }
}
