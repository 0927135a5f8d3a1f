/// Providers that are described by data: a table that ships with the program, and users' files.
/// Start with [ProviderDeclaration].
@NullMarked
package dev.gander.domain.provider.declared;

import org.jspecify.annotations.NullMarked;
