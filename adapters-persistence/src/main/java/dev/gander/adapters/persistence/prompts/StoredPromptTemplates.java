package dev.gander.adapters.persistence.prompts;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The user's own prompts by the names of their files in one map, which several servers may share.
public final class StoredPromptTemplates implements PromptTemplates {
  private final StoredMap map;
  private final Function<PromptName, String> builtIn;

  /// @param builtIn the texts that ship with the program
  public StoredPromptTemplates(StoredMap map, Function<PromptName, String> builtIn) {
    this.map = map;
    this.builtIn = builtIn;
  }

  @Override
  public String builtIn(PromptName name) {
    return builtIn.apply(name);
  }

  @Override
  public Optional<String> own(PromptName name) {
    return map.read().get(name.fileName()) instanceof JsonString(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public void save(PromptName name, String text) {
    map.edit(all -> all.with(name.fileName(), Json.of(text)));
  }

  @Override
  public void reset(PromptName name) {
    map.edit(all -> all.without(Set.of(name.fileName())));
  }
}
