@problemName X
@timeStamps false
@missing false
@univariate false
@dimensions 3
@equalLength false
@classLabel true 1 2
@data
1e400,+.5,5.,00123456789012345678901234567890e-10:1,2,3,4:1,2,3,-0:2
