package dev.gander.bootstrap.ondemand;

import dev.gander.adapters.llm.catalog.ConventionalNames;
import dev.gander.bootstrap.observing.LateObserver;
import dev.gander.bootstrap.observing.ObservingSettings;
import dev.gander.bootstrap.observing.TwoObservers;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.observe.MetricsFactory;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.TracesFactory;
import dev.gander.domain.observe.Unobserved;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Those who measure and trace, loaded after the start if the environment wants them.
public final class OnDemandObservers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OnDemandObservers.class.getName());

  private final OnDemand<MetricsFactory> metrics =
      new OnDemand<>(
          MetricsFactory.class,
          "dev.gander.adapters.metrics",
          "metrics",
          () -> new Unavailable("GANDER_METRICS: measures are not installed"));
  private final OnDemand<TracesFactory> traces =
      new OnDemand<>(
          TracesFactory.class,
          "dev.gander.adapters.traces",
          "traces",
          () -> new Unavailable("OTEL_EXPORTER_OTLP_ENDPOINT: traces are not installed"));

  private final ObservingSettings settings;
  private final Map<String, String> variables;
  private final String version;
  private final KnownSecrets secrets;
  private final LateObserver late = new LateObserver();

  /// @throws InvalidInput if the environment is invalid
  public OnDemandObservers(Map<String, String> variables, String version, KnownSecrets secrets) {
    this.settings = ObservingSettings.of(variables);
    this.variables = variables;
    this.version = version;
    this.secrets = secrets;
    keepHeaders();
  }

  /// They carry keys of receivers.
  private void keepHeaders() {
    for (String name : List.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS")) {
      for (String header : variables.getOrDefault(name, "").split(",")) {
        String value = header.substring(header.indexOf('=') + 1).strip();
        if (!value.isEmpty()) {
          secrets.keep(value);
        }
      }
    }
  }

  /// Whoever is told; nobody if nobody is wanted.
  public Observer observer() {
    return settings.areOn() ? late : Unobserved.INSTANCE;
  }

  /// Loads them in the background.
  public void loadSoon() {
    if (settings.areOn()) {
      Thread.ofPlatform().name("observers").daemon().start(this::load);
    }
  }

  private void load() {
    try {
      late.comes(loaded().stream().reduce(TwoObservers::new).orElse(Unobserved.INSTANCE));
    } catch (GanderException e) {
      LOG.log(Level.ERROR, e.text());
    }
  }

  private List<Observer> loaded() {
    List<Observer> all = new ArrayList<>();
    if (settings.measures()) {
      all.add(
          metrics
              .get()
              .start(new MetricsFactory.Plan(settings.address(), version, ConventionalNames::of)));
    }
    if (settings.traces()) {
      all.add(
          traces
              .get()
              .start(
                  new TracesFactory.Plan(
                      variables, version, ConventionalNames::of, secrets::hiddenIn)));
    }
    return all;
  }

  @Override
  public void close() {
    late.close();
  }
}
