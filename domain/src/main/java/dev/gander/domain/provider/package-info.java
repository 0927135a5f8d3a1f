/// Model services as the engine sees them: the port [Provider], the service-provider interface
/// [ProviderFactory], requests, streams and errors.
@NullMarked
package dev.gander.domain.provider;

import org.jspecify.annotations.NullMarked;
