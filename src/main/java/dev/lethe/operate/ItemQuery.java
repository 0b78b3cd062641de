package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.lethe.ledger.ItemState;
import java.util.List;

/**
 * Which rows of a request.
 *
 * @param request its id
 * @param states only rows in one of these, empty for all
 * @param reveal whether subjects are wanted as they came; who asks is noted then
 * @param by who asks
 * @param page which page
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ItemQuery(
    String request, List<ItemState> states, boolean reveal, String by, PageQuery page) {}
