/**
 * The HTTP API below {@code /api/v1}, and its description at {@code /openapi.json}. It reads what
 * was sent, strictly, asks {@link dev.lethe.operate.Operations}, and decides nothing itself.
 *
 * <p>What is not in the form that the description gives is refused with 400; {@link
 * dev.lethe.operate.OperationException} says what else can be wrong. Both become problem documents
 * elsewhere.
 */
@NullMarked
package dev.lethe.api;

import org.jspecify.annotations.NullMarked;
