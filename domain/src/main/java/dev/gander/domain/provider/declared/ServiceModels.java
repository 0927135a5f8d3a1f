package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.model.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The models of a declared service. Null means absent from the file.
///
/// @param dynamic true if the service is queried for its models; false if `listed` is complete
/// @param showsAll whether models missing from the catalog are shown too
/// @param fast the model for small tasks
/// @param catalogId the service's name in the model catalog, if it differs from the provider's
public record ServiceModels(
    List<ModelInfo> listed,
    @Nullable Boolean dynamic,
    boolean showsAll,
    @Nullable String fast,
    @Nullable String catalogId) {

  public ServiceModels {
    listed = List.copyOf(listed);
  }

  public List<String> names() {
    return listed.stream().map(ModelInfo::name).toList();
  }

  /// Whether the service is never queried for its models.
  public boolean areFixed() {
    return Boolean.FALSE.equals(dynamic);
  }

  static ServiceModels read(JsonFields fields) {
    return new ServiceModels(
        fields.required("models", JsonFields.listOf(ModelInfo::read)),
        fields.optional("dynamic_models", JsonFields::asBool),
        fields.orElse("skip_canonical_filtering", JsonFields::asBool, false),
        ProviderDeclaration.filled(fields.optionalText("fast_model")),
        fields.optionalText("catalog_provider_id"));
  }
}
