/// Talking HTTP to a model service: connections, time limits, retries, errors, the lines of a
/// streamed body and the log of requests. Nothing here knows a vendor; start at `ServiceClient`.
@NullMarked
package dev.gander.adapters.llm.http;

import org.jspecify.annotations.NullMarked;
