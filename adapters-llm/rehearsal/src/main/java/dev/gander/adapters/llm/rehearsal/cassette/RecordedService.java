package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/// Properties of a provider that the agent reads besides its answers, since they determine the next
/// requests. JSON form: `{name, fast_model, manages_own_context, is_agent}`.
record RecordedService(
    String name, @Nullable String fastModel, boolean managesOwnContext, boolean isAgent) {
  static RecordedService of(Provider provider) {
    return new RecordedService(
        provider.name(), provider.fastModel(), provider.managesOwnContext(), provider.isAgent());
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("name", name)
        .putOrNull("fast_model", fastModel)
        .put("manages_own_context", managesOwnContext)
        .put("is_agent", isAgent)
        .build();
  }

  static RecordedService read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new RecordedService(
        fields.text("name"),
        fields.optionalText("fast_model"),
        fields.bool("manages_own_context"),
        fields.bool("is_agent"));
  }
}
