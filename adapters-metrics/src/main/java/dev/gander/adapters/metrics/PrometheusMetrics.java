package dev.gander.adapters.metrics;

import dev.gander.domain.observe.MetricsFactory;
import dev.gander.domain.observe.Observer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;

/// Begins to measure.
public final class PrometheusMetrics implements MetricsFactory {
  private static final System.Logger LOG = System.getLogger(PrometheusMetrics.class.getName());

  @Override
  public Observer start(Plan plan) {
    MeasuringObserver observer = new MeasuringObserver(plan.conventionalNames(), plan.version());
    InetSocketAddress address = plan.address();
    if (address != null) {
      try {
        observer.serveAt(address);
      } catch (IOException e) {
        LOG.log(
            Level.ERROR,
            "measures cannot be read at {0}:{1}: {2}",
            address.getHostString(),
            String.valueOf(address.getPort()),
            e.getMessage());
      }
    }
    return observer;
  }
}
