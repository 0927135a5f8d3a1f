/// Traces by OpenTelemetry's SDK, sent over HTTP. Names are those of its conventions for generative
/// models. Start with [dev.gander.adapters.traces.OtlpTraces].
@NullMarked
package dev.gander.adapters.traces;

import org.jspecify.annotations.NullMarked;
