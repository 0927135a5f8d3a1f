/// What all providers share; each family of services has a package below.
@NullMarked
package dev.gander.adapters.llm;

import org.jspecify.annotations.NullMarked;
