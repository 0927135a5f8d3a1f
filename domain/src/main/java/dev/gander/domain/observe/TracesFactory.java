package dev.gander.domain.observe;

import java.util.Map;
import java.util.function.UnaryOperator;

/// Makes the observer that traces.
public interface TracesFactory {
  /// Blocks while it loads what it needs. What cannot be understood of the variables is told in the
  /// log, and the default is used instead, as OpenTelemetry asks for.
  Observer start(Plan plan);

  /// @param variables those of OpenTelemetry are read
  /// @param version of the program
  /// @param conventionalNames the name of a provider in OpenTelemetry's conventions
  /// @param discreet hides secrets
  record Plan(
      Map<String, String> variables,
      String version,
      UnaryOperator<String> conventionalNames,
      UnaryOperator<String> discreet) {
    public Plan {
      variables = Map.copyOf(variables);
    }
  }
}
