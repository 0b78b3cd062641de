package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param no its number
 * @param at when
 * @param kind what
 * @param severity {@code NEWS}, {@code WARNING} or {@code ALERT}
 * @param about the vendor, the request or the part of Lethe that it concerns
 * @param code the vendor's code or a word of ours, null where there is none
 * @param by who did it, null where nobody did
 * @param said in sentences
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AuditView(
    long no,
    Instant at,
    String kind,
    String severity,
    String about,
    @Nullable String code,
    @Nullable String by,
    String said) {}
