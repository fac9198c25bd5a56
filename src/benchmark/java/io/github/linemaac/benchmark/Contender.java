package io.github.linemaac.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.cluster.MemberRecord;
import java.util.List;
import java.util.Map;

/**
 * A choice that users have for a topic of JSON without schemas: what becomes of the records, and
 * which converter reads them.
 *
 * @param name of its worker, and how names of its connectors begin
 * @param isDelivered whether the records go to MAAC; else the sink does nothing with them
 * @param converter the keys of a connector's configuration that say how values are read
 */
record Contender(String name, String title, boolean isDelivered, Map<String, String> converter) {

  private static final String CONVERTER = "value.converter";
  private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

  /** Makes a Map of each record. */
  private static final Map<String, String> MAPS =
      Map.of(CONVERTER, JSON, CONVERTER + ".schemas.enable", "false");

  /** Hands each record on as it is. */
  private static final Map<String, String> BYTES =
      Map.of(CONVERTER, "org.apache.kafka.connect.converters.ByteArrayConverter");

  /** Makes a Struct of each record, by a schema in the configuration (KIP-1054). */
  private static final Map<String, String> STRUCTS =
      Map.of(CONVERTER, JSON, CONVERTER + ".schema.content", schema());

  static final Contender NOTHING_MAP =
      new Contender("nothing-map", "nothing, JsonConverter", false, MAPS);

  static final Contender NOTHING_BYTES =
      new Contender("nothing-bytes", "nothing, ByteArrayConverter", false, BYTES);

  static final Contender MAAC_MAP =
      new Contender("maac-map", "to MAAC, JsonConverter", true, MAPS);

  static final Contender MAAC_BYTES =
      new Contender("maac-bytes", "to MAAC, ByteArrayConverter", true, BYTES);

  static final Contender MAAC_STRUCT =
      new Contender("maac-struct", "to MAAC, JsonConverter with schema.content", true, STRUCTS);

  static final List<Contender> ALL =
      List.of(NOTHING_MAP, NOTHING_BYTES, MAAC_MAP, MAAC_BYTES, MAAC_STRUCT);

  private static String schema() {
    List<Map<String, Object>> fields =
        MemberRecord.number(0).fields().keySet().stream()
            .map(field -> Map.<String, Object>of("field", field, "type", "string"))
            .toList();
    try {
      return new JsonMapper().writeValueAsString(Map.of("type", "struct", "fields", fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are written as JSON", e);
    }
  }
}
