package dev.gander.domain.observe;

import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the observer that measures.
public interface MetricsFactory {
  /// Blocks while it loads what it needs. An address that cannot be bound is told in the log, and
  /// the measures are read in other ways.
  Observer start(Plan plan);

  /// @param address where measures are to be read without a key; null for nowhere
  /// @param version of the program
  /// @param conventionalNames the name of a provider in OpenTelemetry's conventions
  record Plan(
      @Nullable InetSocketAddress address,
      String version,
      UnaryOperator<String> conventionalNames) {}
}
