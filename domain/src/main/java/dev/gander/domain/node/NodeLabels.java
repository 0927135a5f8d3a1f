package dev.gander.domain.node;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Labels of a server, or those that a server has to have.
///
/// @param values such as `zone=b`: of letters, digits, `.`, `_`, `-`, `=` and `/`, in order
public record NodeLabels(Set<String> values) {
  private static final Pattern LABEL = Pattern.compile("[\\w.=/-]{1,100}");
  public static final NodeLabels NONE = new NodeLabels(Set.of());

  /// @throws InvalidInput if one is not a label
  public NodeLabels {
    values = Collections.unmodifiableSet(new TreeSet<>(values));
    for (String label : values) {
      if (!LABEL.matcher(label).matches()) {
        throw new InvalidInput(
            "`" + label + "` is not a label: letters, digits and . _ - = / are, up to 100");
      }
    }
  }

  /// One that is named twice is one label.
  ///
  /// @throws InvalidInput if it is not a list of labels
  public static NodeLabels read(Json json) {
    return new NodeLabels(new TreeSet<>(JsonFields.listOf(JsonFields::asText).apply(json)));
  }

  /// Those in the member `labels`; none where it is absent or null.
  ///
  /// @throws InvalidInput if it is not a list of labels
  public static NodeLabels in(JsonFields fields) {
    NodeLabels labels = fields.optional("labels", NodeLabels::read);
    return labels == null ? NONE : labels;
  }

  public JsonArray toJson() {
    return JsonArray.ofTexts(values);
  }

  /// Whether a server has all of them.
  ///
  /// @param had the labels of the server
  public boolean areAmong(Set<String> had) {
    return had.containsAll(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
