package dev.gander.domain.session;

/// Totals over all sessions that lists show, including empty ones.
///
/// @param totalTokens the accumulated total of each session, else the total of its last call
public record SessionInsights(long totalSessions, long totalTokens) {}
