/// The available model services, and the models that sessions use. Start with [ProviderRegistry]
/// and [SessionModels].
@NullMarked
package dev.gander.application.model;

import org.jspecify.annotations.NullMarked;
