package dev.lethe.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** A plan as JSON; docs/operations.md lists its keys. */
public final class PlanJson {

  private PlanJson() {}

  /** The text, indented, with a line end behind it. */
  public static String of(Plan plan, ObjectMapper json) throws JsonProcessingException {
    return json.copy()
            .registerModule(
                new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(plan)
        + System.lineSeparator();
  }
}
