/// What the providers without a model share.
@NullMarked
package dev.gander.adapters.llm.rehearsal;

import org.jspecify.annotations.NullMarked;
