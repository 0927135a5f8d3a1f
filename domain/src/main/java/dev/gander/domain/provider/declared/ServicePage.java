package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the settings pages show about a declared service. Null means absent from the file.
///
/// @param modelDocLink where its models are documented
/// @param setupSteps what the user has to do first
public record ServicePage(
    String displayName,
    @Nullable String description,
    @Nullable String modelDocLink,
    List<String> setupSteps) {

  public ServicePage {
    setupSteps = List.copyOf(setupSteps);
  }

  public String descriptionOrDefault() {
    return description == null ? "Custom " + displayName + " provider" : description;
  }

  static ServicePage read(JsonFields fields) {
    return new ServicePage(
        fields.text("display_name"),
        fields.optionalText("description"),
        ProviderDeclaration.filled(fields.optionalText("model_doc_link")),
        fields.orElse("setup_steps", JsonFields.listOf(JsonFields::asText), List.of()));
  }
}
