package dev.gander.domain.observe;

/// Room on a disk, in bytes.
///
/// @param free what this process may still use
public record DiskSpace(long free, long total) {}
