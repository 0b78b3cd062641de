package dev.lethe.request;

/**
 * Why a row is never sent.
 *
 * @param code a short word of ours in kebab-case, {@code missing-subject} for one
 * @param detail one sentence for a person; it never repeats the subject
 */
public record Rejection(String code, String detail) {}
