/// Extensions whose tools are lambdas, doubles of their host session, and the contract of
/// [dev.gander.domain.extension.Extension]. Start with [ScriptedExtension].
@NullMarked
package dev.gander.testkit.extension;

import org.jspecify.annotations.NullMarked;
