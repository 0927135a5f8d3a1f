/// What the services of this module share; each has a package below.
@NullMarked
package dev.gander.adapters.llm.services;

import org.jspecify.annotations.NullMarked;
