package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.lethe.ledger.ItemState;
import org.jspecify.annotations.Nullable;

/**
 * Which rows that failed.
 *
 * @param request only of this request, null for all
 * @param vendor only for this vendor, null for all
 * @param outcome only with this outcome, null for all
 * @param code only with this code, null for all
 * @param reveal whether subjects are wanted as they came; who asks is noted then
 * @param by who asks
 * @param page which page
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DeadLetterQuery(
    @Nullable String request,
    @Nullable String vendor,
    @Nullable ItemState outcome,
    @Nullable String code,
    boolean reveal,
    String by,
    PageQuery page) {}
