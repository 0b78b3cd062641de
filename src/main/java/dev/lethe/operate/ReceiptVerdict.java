package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a receipt.
 *
 * @param request the request that it names, null if it is no receipt
 * @param verdict {@code VALID}, {@code BROKEN} (altered), or {@code INCOMPLETE} (nothing is wrong,
 *     but not all could be checked)
 * @param findings what is wrong or could not be checked, a sentence each
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ReceiptVerdict(@Nullable String request, String verdict, List<String> findings) {}
