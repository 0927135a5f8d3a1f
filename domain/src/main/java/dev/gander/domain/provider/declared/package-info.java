/// Providers that are described by data: a table that comes with the program, and the files of
/// users. Start with [ProviderDeclaration].
@NullMarked
package dev.gander.domain.provider.declared;

import org.jspecify.annotations.NullMarked;
