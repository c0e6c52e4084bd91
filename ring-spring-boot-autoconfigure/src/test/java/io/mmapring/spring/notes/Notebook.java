package io.mmapring.spring.notes;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** Makes this package one that is scanned for producers. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
class Notebook {

}
