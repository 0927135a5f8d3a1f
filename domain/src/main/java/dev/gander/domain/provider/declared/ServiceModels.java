package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.model.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The models of a declared service. Null is what a file leaves out.
///
/// @param dynamic true: the service is asked for its models; false: `listed` is all
/// @param showsAll whether models that the catalog does not know are shown too
/// @param fast the model for small jobs
/// @param catalogId the service's name in the catalog of models, if it is not the provider's
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

  /// Whether the service is never asked for its models.
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
