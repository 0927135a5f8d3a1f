package dev.gander.junit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/// What a [GanderTest] says, checked.
///
/// @param variables in the form `NAME=value`
record Wishes(boolean perClass, String mode, List<String> extensions, List<String> variables) {
  static Wishes of(GanderTest test) {
    return new Wishes(
        test.perClass(),
        test.mode(),
        List.of(test.extensions()),
        Arrays.stream(test.variables()).map(Wishes::checked).toList());
  }

  private static String checked(String variable) {
    if (variable.indexOf('=') < 1) {
      throw new ExtensionConfigurationException(
          "@GanderTest(variables): `" + variable + "` has not the form NAME=value");
    }
    return variable;
  }

  /// By name; of two values for one name the later counts.
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Map.of("GOOSE_MODE", mode));
    for (String variable : variables) {
      int end = variable.indexOf('=');
      environment.put(variable.substring(0, end), variable.substring(end + 1));
    }
    return environment;
  }
}
