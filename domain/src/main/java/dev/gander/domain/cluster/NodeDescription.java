package dev.gander.domain.cluster;

import dev.gander.domain.error.InvalidInput;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a server tells of itself.
///
/// @param name for people; the same after a restart
/// @param version of the program
/// @param labels of letters, digits, `.`, `_`, `-`, `=` and `/`, in order
public record NodeDescription(String name, String version, Set<String> labels) {
  private static final Pattern LABEL = Pattern.compile("[\\w.=/-]{1,100}");

  public NodeDescription {
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new InvalidInput(
            "`" + label + "` is not a label: letters, digits and . _ - = / are, up to 100");
      }
    }
  }
}
