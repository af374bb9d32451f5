package dev.nightmail.notification;

import dev.nightmail.common.testkit.ContractSuite;

class ContractTest extends ContractSuite {}
