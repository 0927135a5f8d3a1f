package dev.gander.domain.provider;

/// Makes providers of one kind; found by [java.util.ServiceLoader], so that a module which provides
/// it is all that a new kind of model service needs. Its constructor does no work.
public interface ProviderFactory {
  /// The name in [#metadata()]; asked for at every start, so that it should be constant.
  default String name() {
    return metadata().name();
  }

  /// Name, models and configuration keys. Constant and cheap.
  ProviderMetadata metadata();

  /// Whether all models that a service lists are worth showing, also those that the catalog does
  /// not know: their names may be the users' own.
  default boolean showsAllModels() {
    return false;
  }

  /// Makes a provider from the settings of this moment; opens no connection.
  ///
  /// @throws dev.gander.domain.error.ProviderException if a required key is missing or wrong; the
  ///   message names the key
  Provider create(ProviderSettings settings);
}
