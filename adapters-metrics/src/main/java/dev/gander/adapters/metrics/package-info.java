/// Measures by Micrometer, read by Prometheus and its like. Names are those of OpenTelemetry's
/// conventions where it has one. Start with [dev.gander.adapters.metrics.PrometheusMetrics].
@NullMarked
package dev.gander.adapters.metrics;

import org.jspecify.annotations.NullMarked;
