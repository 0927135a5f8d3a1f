package dev.gander.adapters.llm.rehearsal.cassette;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Describes the recording nearest to a request that was not recorded.
record NearestRecording(Collection<RequestKey> recorded) {
  String to(RequestKey wanted) {
    Predicate<RequestKey> conversation =
        key -> key.conversation().equals(wanted.conversation()) && !key.isForAnyModel();
    return first(conversation.and(key -> key.tools().equals(wanted.tools())))
        .map(key -> "It was recorded with the model `" + key.model() + "`")
        .or(() -> first(conversation).map(key -> otherTools(wanted.tools(), key.tools())))
        .orElse("No recorded conversation says the same");
  }

  private Optional<RequestKey> first(Predicate<RequestKey> matches) {
    return recorded.stream().filter(matches).findFirst();
  }

  private static String otherTools(List<String> now, List<String> then) {
    return "It was recorded with other tools: "
        + "more then: "
        + without(then, now)
        + "; more now: "
        + without(now, then);
  }

  private static String without(List<String> names, List<String> others) {
    List<String> rest = new ArrayList<>(names);
    rest.removeAll(others);
    return rest.isEmpty() ? "none" : String.join(", ", rest);
  }
}
