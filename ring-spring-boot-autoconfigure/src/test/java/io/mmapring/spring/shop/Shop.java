package io.mmapring.spring.shop;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** Makes this package one that is scanned for producers. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class Shop {

}
