package dev.gander.provider.kit.service;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;

/// An answer with a bad status.
///
/// @param body the part that was read, possibly not JSON; known secrets are hidden
/// @param clock for delays given as a date
public record ServiceRefusal(
    int status, URI address, String body, HttpHeaders headers, Clock clock) {}
