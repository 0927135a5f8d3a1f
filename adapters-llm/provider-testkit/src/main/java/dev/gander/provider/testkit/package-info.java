/// Contracts of providers over HTTP, and what is needed to run them: a server that plays answers
/// and faults ([ModelService]), settings, time, and a user with a browser ([Visitor]). A test
/// extends [ServiceTest] and implements [HttpProviderContract]; [ServiceFailureContract] alone is
/// for services that do not stream. The contracts use only the provider port, so a provider need
/// not be written with the kit.
@NullMarked
package dev.gander.provider.testkit;

import org.jspecify.annotations.NullMarked;
