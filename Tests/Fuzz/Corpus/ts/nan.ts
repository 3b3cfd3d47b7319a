@problemName X
@timeStamps false
@missing false
@univariate false
@dimensions 3
@equalLength false
@classLabel true 1 2
@data
1,NaN,inf:1,2,3:1,2,3:1
