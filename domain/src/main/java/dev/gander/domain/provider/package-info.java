/// What a model service looks like to the engine: the port [Provider], the service-provider
/// interface [ProviderFactory], requests, streams and errors.
@NullMarked
package dev.gander.domain.provider;

import org.jspecify.annotations.NullMarked;
