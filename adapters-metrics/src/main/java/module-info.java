/// Measures in the form of OpenMetrics. A plug-in: users of the port find it as a service.
module dev.gander.adapters.metrics {
  requires dev.gander.connections;
  requires dev.gander.domain;
  requires io.prometheus.metrics.model;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  // Micrometer is an automatic module: what it needs must be named here.
  requires java.management;
  requires jdk.management;
  requires static org.jspecify;

  provides dev.gander.domain.observe.MetricsFactory with
      dev.gander.adapters.metrics.PrometheusMetrics;
}
