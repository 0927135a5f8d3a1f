package dev.gander.domain.session;

/// Sums over all sessions that lists show, empty ones included.
///
/// @param totalTokens the accumulated total of each session, else the total of its last call
public record SessionInsights(long totalSessions, long totalTokens) {}
