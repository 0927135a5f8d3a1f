/// Talking HTTP to a model service: connections, time limits, retries, errors, the lines of a
/// streamed body and the log of requests. Nothing here asks which vendor it is: of errors and words
/// for a conversation that is too long all known forms are tried. Start at `ServiceClient`.
@NullMarked
package dev.gander.provider.kit.service;

import org.jspecify.annotations.NullMarked;
